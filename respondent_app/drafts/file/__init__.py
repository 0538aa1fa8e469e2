"""What stands on the disk, how it is protected, who has it open, and what can be saved of a damaged one."""
