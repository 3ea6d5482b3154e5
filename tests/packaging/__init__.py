"""What is installed: the wheel in an environment of its own, and the file system of the image."""
