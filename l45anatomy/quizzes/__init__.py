"""Questions, their marks, and the memory of what was answered; nothing here draws."""
