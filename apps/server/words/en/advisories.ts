/** Advisories as the public reads them. */
export const advisories = {
  title: 'Advisories',
  lead: 'What everybody may know of incidents of the DNS. All of it is TLP:CLEAR: pass it on freely.',
  none: 'There is no advisory yet. Whoever follows the feed learns of the first one.',
  feed: 'Follow them in a feed reader',
  older: 'Older advisories',
  newest: 'Newest advisories',
  published: 'Published',
  updated: 'Updated',
  incident: 'Incident',
  references: 'References',
  corrections: 'What was corrected',
  withdrawn: 'Withdrawn',
  withdrawnAt: 'This advisory was withdrawn on {at}. Do not rely on what it said.',
  why: 'Why',
  all: 'All advisories',
} as const;
