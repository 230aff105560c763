"""What a Community Safety Partnership knows and decides about its seasonal operations."""
