"""What a learner handles in a notebook: the simulator and the quiz."""
