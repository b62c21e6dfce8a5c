"""The door in front of a mailbox: lets every mail through, and on order refuses some as a mail server that is down."""
