"""From a submission to the files that are sent, which are searched before they are written."""
