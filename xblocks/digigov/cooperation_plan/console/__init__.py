"""What the course team sees: contexts for templates/console/, made of the api's rows. Nothing is written here."""
