"""What is stored, resolved, reviewed and served."""
