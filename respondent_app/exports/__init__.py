"""From a submission to the files that are sent. Nothing here sees a response, except to have it disclosed and checked."""
