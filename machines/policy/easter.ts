/**
 * Easter Sunday of the western churches (Gregorian computus after Oudin). Any year after 1583.
 */
export function westernEaster(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const raw = (century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 19 * golden + 15) % 30;
  const epact = raw - Math.floor(raw / 28) * (1 - Math.floor(29 / (raw + 1)) * Math.floor((21 - golden) / 11));
  const weekday = (year + Math.floor(year / 4) + epact + 2 - century + Math.floor(century / 4)) % 7;
  return new Temporal.PlainDate(year, 3, 28).add({ days: epact - weekday });
}

/** Easter Sunday of the orthodox churches (Julian computus), as a Gregorian date. */
export function orthodoxEaster(year: number): Temporal.PlainDate {
  const moon = (19 * (year % 19) + 15) % 30;
  const weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
  const ahead = Math.floor(year / 100) - Math.floor(year / 400) - 2;
  return new Temporal.PlainDate(year, 3, 22).add({ days: moon + weekday + ahead });
}
