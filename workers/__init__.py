"""What is understood: the Stanza pipeline, the extraction rules and the Celery tasks that run them."""
