"""What dev.py sets up before it runs anything. Standard library only."""
