"""The emulator's world: accounts and their objects, time, ids, transactions, journals."""
