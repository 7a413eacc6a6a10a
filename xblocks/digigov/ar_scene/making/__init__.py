"""What a scene becomes when the course is built: model, poster, card, clip."""
