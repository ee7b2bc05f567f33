"""A small hand-written archive: every row known by heart."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

PREAMBLE = 'Notes:\n"When exporting your connection data, you may notice, some are missing."\n\n'
NAME = "Complete_LinkedInDataExport_06-13-2026.zip"
ME = "https://www.linkedin.com/in/zo%C3%AB-brandt"
IVO = "https://www.linkedin.com/in/ivo-kr%C3%A1l"
ADA = "https://www.linkedin.com/in/ada-okafor"
OWN = 7458194261025673216
OTHER = 7450000000000000000
POST = "https://www.linkedin.com/feed/update/urn%3Ali%3A"

FILES: Mapping[str, str] = {
    "Profile.csv": (
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,"
        "Geo Location,Twitter Handles,Websites,Instant Messengers\n"
        'Zoë,Brandt,,,,Head of Sales,"Twelve chars",Software Development,,,,,\n'
    ),
    "Connections.csv": PREAMBLE
    + "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    f"Ivo,Král,{IVO},,Vltava Works,Chief Executive Officer,08 Feb 2026\n"
    ",,,,,,07 Jun 2026\n"
    ",,,,,,07 Jun 2026",
    "Invitations.csv": (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f'Zoë Brandt,Ivo Král,"2/1/26, 2:37 PM",Hello Ivo,OUTGOING,{ME},{IVO}\n'
        f'Ada Okafor,Zoë Brandt,"6/10/26, 12:05\u202fAM",,INCOMING,{ADA},{ME}\n'
    ),
    "messages.csv": (
        '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO",'
        '"RECIPIENT PROFILE URLS","DATE","SUBJECT","CONTENT","FOLDER","ATTACHMENTS",'
        '"IS MESSAGE DRAFT"\n'
        f'"2-a","","Ivo Král","{IVO}","Zoë Brandt","{ME}","2026-06-01 14:05:22 UTC","",'
        '"Fine,\nthank you","INBOX","","No"\n'
        f'"2-a","","Zoë Brandt","{ME}","Ivo Král","{IVO}","2026-06-01 14:03:22 UTC","",'
        '"How are you?","INBOX","","No"\n'
        f'"2-b","","Ada Okafor","{ADA}","Zoë Brandt","{ME}","2026-05-01 09:00:00 UTC","An idea",'
        '"Shall we talk?","INBOX","","No"\n'
        f'"2-c","","Zoë Brandt","{ME}","Ivo Král, Ada Okafor","{IVO},{ADA}",'
        '"2026-05-02 09:00:00 UTC","","To both","INBOX","","No"\n'
        '"2-d","","LinkedIn Member","","Zoë Brandt",'
        f'"{ME}","2026-05-03 09:00:00 UTC","","Gone","INBOX","","No"\n'
        '"2-e","","A Brand","","Zoë Brandt",'
        f'"{ME}","2026-05-04 09:00:00 UTC","Offer",'
        '"<p class=""spinmail-quill-editor__spin-break"">Dear %FIRSTNAME%</p>","INBOX","","No"\n'
        f'"2-a","","Zoë Brandt","{ME}","Ivo Král","{IVO}","2026-06-02 14:03:22 UTC","",'
        '"never sent","INBOX","","Yes"\n'
    ),
    "Positions.csv": (
        "Company Name,Title,Description,Location,Started On,Finished On\n"
        "Nordlicht,Head of Sales,,,Jan 2024,\n"
        "Nordlicht,Vertriebsleiterin,,,Jan 2024,\n"
        "Alster Soft,Account Executive,,,2019,Dec 2023\n"
    ),
    "Education.csv": (
        "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
        "Universität Hamburg,2012,2016,,BSc,\n"
    ),
    "Skills.csv": "Name\nNegotiation\nSales\nSales\n",
    "Languages.csv": "Name,Proficiency\nGerman,Native\n",
    "Endorsement_Received_Info.csv": (
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,"
        "Endorsement Status\n"
        "2024/02/01 15:02:55 UTC,Sales,Ivo,Král,www.linkedin.com/in/ivo-kr%C3%A1l,ACCEPTED\n"
        "2024/02/02 15:02:55 UTC,Sales,Ada,Okafor,www.linkedin.com/in/ada-okafor,PENDING\n"
    ),
    "Recommendations_Received.csv": (
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        'Ivo,Král,Vltava Works,CEO,Good work,"08/19/24, 11:04 PM",VISIBLE\n'
    ),
    "Shares_123456789.csv": (
        "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
        f'2026-05-07 16:41:18,{POST}ugcPost%3A{OWN},"He said ""hi"".""\n""""\n'
        '""Next ""line"" here.",https://example.com/post,N/A,MEMBER_NETWORK\n'
    ),
    "Comments_123456789.csv": (
        "Date,Link,Message\n"
        f'2026-05-08 10:00:00,{POST}activity%3A{OTHER},"She \\"said\\", so\nthere"\n'
        f'2026-05-07 17:00:00,{POST}activity%3A{OWN + (400 << 22)},"Thanks"\n'
        f",{POST}activity%3A{OTHER},No date\n"
    ),
    "Reactions_123456789.csv": (
        f"Date,Type,Link\n2026-05-08 10:00:01,PRAISE,{POST}activity%3A{OTHER}\n"
    ),
    "InstantReposts_123456789.csv": (f"Date,Link\n2026-05-09 10:00:01,{POST}activity%3A{OTHER}\n"),
    "SearchQueries.csv": "Time,Search Query\n2026/05/01 15:02:55 UTC,head of sales\n",
    "Company Follows.csv": "Organization,Followed On\nNordlicht,Sat Sep 06 08:12:14 UTC 2025\n",
    "Member_Follows_123456789.csv": (
        "Date,Status,FullName\n2026-05-01 15:02:55,Active,Ivo Král\n"
        "2026-05-01 15:02:56,Unfollow,Ada Okafor\n"
    ),
    "Ad_Targeting.csv": "Member Age\n35-54\n",
    "Logins.csv": "Login Date,IP Address,User Agent,Login Type\n",
    "New Thing.csv": "What,When\na,b\n",
}
"""Names and texts of a Complete archive of 2026."""


def zipped(path: Path, files: Mapping[str, str | bytes] = FILES) -> Path:
    """Write files into a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def unpacked(folder: Path, files: Mapping[str, str | bytes] = FILES) -> Path:
    """Write files into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def locked(path: Path, name: str) -> Path:
    """Mark an entry of a zip as encrypted, in both places that say so."""
    data, wanted = bytearray(path.read_bytes()), name.encode()
    for signature, flags, text in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = data.find(signature)
        while data[at + text : at + text + len(wanted)] != wanted:
            at = data.index(signature, at + 1)
        data[at + flags] |= 1
    path.write_bytes(data)
    return path
