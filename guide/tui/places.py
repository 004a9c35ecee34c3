"""The standing places, each with its own history, and the flow that has a screen of its own."""

PREPARE, CALL, FOLLOW_UP, MENU = "prepare", "call", "follow-up", "menu"
INCOMING = "incoming-call"
