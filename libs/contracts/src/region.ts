/** The five regions by which ICANN counts, each country where it lies. `unknown`: no country is known, or none of these. */
export const REGIONS = [
  'africa',
  'asia_pacific',
  'europe',
  'latin_america',
  'north_america',
  'unknown',
] as const;
export type Region = (typeof REGIONS)[number];

/** ISO 3166-1 alpha-2. */
const COUNTRIES: Record<Exclude<Region, 'unknown'>, string> = {
  africa:
    'AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW',
  asia_pacific:
    'AE AF AQ AS AU BD BH BN BT CC CK CN CX FJ FM GU HK HM ID IL IN IO IQ IR JO JP KG KH KI KP KR KW KZ LA LB LK MH MM MN MO MP MV MY NC NF NP NR NU NZ OM PF PG PH PK PN PS PW QA SA SB SG SY TH TJ TK TL TM TO TV TW UM UZ VN VU WF WS YE',
  europe:
    'AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES EU FI FO FR GB GE GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA UK VA XK',
  latin_america:
    'AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI',
  north_america: 'BM CA GL PM US',
};

const BY_COUNTRY: ReadonlyMap<string, Region> = new Map(
  Object.entries(COUNTRIES).flatMap(([region, codes]) =>
    codes.split(' ').map((code): [string, Region] => [code, region as Region]),
  ),
);

export const regionOf = (country: string | null): Region =>
  BY_COUNTRY.get(country?.toUpperCase() ?? '') ?? 'unknown';
