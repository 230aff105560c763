// Reads a calendar on stdin with Thunderbird's parser; prints its events as JSON, instants in UTC.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// The library is installed in the folder given, away from this file: the checkout stays clean.
const ICAL = createRequire(process.argv[2] + "/")("ical.js");

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
// Only the zones that the feed itself declares: a client need know no other.
ICAL.TimezoneService.reset();
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

const written = (time) => (time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString());

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    summary: event.summary,
    start: written(event.startDate),
    end: written(event.endDate),
    all_day: event.startDate.isDate,
    status: component.getFirstPropertyValue("status"),
  };
});
console.log(JSON.stringify(events));
