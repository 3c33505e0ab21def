"""The REST API: `urls` lists the addresses, `views` answers, `problems` lists what can go wrong."""
