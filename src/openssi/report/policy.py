"""The page's Content-Security-Policy: only its own style and scripts, named by their hashes."""

import base64
import hashlib


def source_hash(text: str) -> str:
    """The CSP source expression of an inline block, over exactly the text between its tags."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def content_security_policy(style: str, *scripts: str) -> str:
    """A policy under which nothing loads and nothing runs but these blocks."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {source_hash(style)}",
            f"script-src {' '.join(map(source_hash, scripts))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
