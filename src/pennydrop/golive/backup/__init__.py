"""A backup is worth what can be restored from it: made, restored beside the site's database, and compared.

``drill`` is the whole of it. ``products`` names the two kinds of database it knows; ``scratch`` is where things are
restored and how that is removed again; ``states`` and ``comparison`` say what is the same. The site goes on meanwhile:
its database is only read, and what it writes while a backup is made is not called lost.
"""
