"""What the public does not see of an evaluation."""
