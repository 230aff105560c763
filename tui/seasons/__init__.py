"""Seasons: a new plan, last season's rolled forward, anchors, going live, and how to begin."""
