// Moments as people in Europe/Amsterdam read and type them, around the two nights of the clock change too. Never asks the time.

const ZONE = "Europe/Amsterdam";
const MINUTE = 60000;
const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
});

/** The wall clock in Amsterdam, as a datetime-local value ("2026-11-21T09:00"). @param {string} utc RFC 3339 @returns {string} */
export function toLocal(utc) {
  const found = Object.fromEntries(parts.formatToParts(new Date(utc)).map((part) => [part.type, part.value]));
  return `${found.year}-${found.month}-${found.day}T${found.hour}:${found.minute}`;
}

/** @param {number} moment @returns {string} */
function rfc3339(moment) {
  return new Date(moment).toISOString().replace(".000Z", "Z");
}

/**
 * The moment at which the Amsterdam clock shows a datetime-local value. In the skipped hour of spring there is none ("gap");
 * in the doubled hour of autumn the first (summer time) is taken ("twice").
 * @param {string} local "2026-11-21T09:00"
 * @returns {{utc: string, kind: "once"|"twice"} | {utc: null, kind: "gap"|"malformed"}}
 */
export function toUtc(local) {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local)) return { utc: null, kind: "malformed" };
  const asIfUtc = Date.parse(local + "Z");
  if (Number.isNaN(asIfUtc) || rfc3339(asIfUtc).slice(0, 16) !== local) return { utc: null, kind: "malformed" };
  const fits = [120, 60].map((offset) => asIfUtc - offset * MINUTE).filter((moment) => toLocal(rfc3339(moment)) === local);
  if (fits.length === 0) return { utc: null, kind: "gap" };
  return { utc: rfc3339(fits[0]), kind: fits.length === 2 ? "twice" : "once" };
}

/** A moment in words, Amsterdam time: "zaterdag 21 november 2026, 09:00". @param {string} utc @param {"nl"|"en"} language @returns {string} */
export function momentInWords(utc, language) {
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const date = new Intl.DateTimeFormat(locale, { timeZone: ZONE, weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const time = new Intl.DateTimeFormat(locale, { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${date.format(new Date(utc))}, ${time.format(new Date(utc))}`;
}

/** A moment in few words, where the year is clear: "za 21 nov 09:00". @param {string} utc @param {"nl"|"en"} language @returns {string} */
export function shortMoment(utc, language) {
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const day = new Intl.DateTimeFormat(locale, { timeZone: ZONE, weekday: "short", day: "numeric", month: "short" });
  return `${day.format(new Date(utc))} ${toLocal(utc).slice(11)}`;
}

/** A day in words, Amsterdam time: "21 november 2026". @param {string} utc a moment, or a date alone @param {"nl"|"en"} language @returns {string} */
export function dayInWords(utc, language) {
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const day = new Intl.DateTimeFormat(locale, { timeZone: ZONE, day: "numeric", month: "long", year: "numeric" });
  return day.format(new Date(utc.length === 10 ? `${utc}T12:00:00Z` : utc));
}

/** From one moment until another, Amsterdam time: "zaterdag 21 november 2026, 19:30 – 21:30"; both in full when they are on two days. @param {string} from @param {string} until @param {"nl"|"en"} language @returns {string} */
export function spanInWords(from, until, language) {
  const [end, day] = [toLocal(until), toLocal(from).slice(0, 10)];
  return `${momentInWords(from, language)} – ${end.slice(0, 10) === day ? end.slice(11) : momentInWords(until, language)}`;
}
