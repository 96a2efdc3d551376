/** What V8 knows of a region and TypeScript's types do not yet; newer versions ask by a method. */
interface RegionLocale {
  timeZones?: string[];
  getTimeZones?: () => string[];
}

export interface Place {
  country?: string | undefined;
  timezone: string;
  language: string;
}

/** Country-code TLDs that are not named by an ISO 3166 country's code, and whose clocks to take instead. */
const NO_COUNTRY: Record<string, string> = { ac: 'SH', eu: 'BE', su: 'RU' };

/** First time zone and likely language of a country-code TLD, from the CLDR data that Node brings; UTC and en where it has none. */
export function placeOf(label: string): Place {
  const country = label === 'uk' ? 'GB' : label.toUpperCase();
  const locale = new Intl.Locale(`und-${NO_COUNTRY[label] ?? country}`);
  const zones = (locale as RegionLocale).getTimeZones?.() ?? (locale as RegionLocale).timeZones ?? [];
  return {
    country: label in NO_COUNTRY ? undefined : country,
    timezone: zones[0] ?? 'UTC',
    language: locale.maximize().language,
  };
}
