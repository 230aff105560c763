"""8 Feeds: calendar subscriptions, their links, who is silent."""
