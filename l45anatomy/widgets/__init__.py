"""What is handled in a notebook: the simulator, the quiz, and an instructor's demo."""
