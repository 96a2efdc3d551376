/** What happens with a report; whoever changes how it goes changes it here. */
export const about = {
  title: 'What happens with a report',
  lead: 'You tell us once. We keep what you wrote, find out who is touched, and tell them. This is how it goes.',
  stepsTitle: 'Step by step',
  sendTitle: 'You send it',
  send: 'It is stored before we answer. You get a number and the SHA-256 of what we received: with it you can prove later what you told us.',
  proveTitle: 'You confirm it',
  prove:
    'Without an account, you get a mail with a link. Open it and press the button within 24 hours. Until then nobody works on your report.',
  readTitle: 'A person reads it',
  read: 'A program sorts reports by how bad it looks and says why; a responder decides. If something is not clear, we ask you by mail.',
  tellTitle: 'Whoever is touched is told',
  tell: 'From the root zone we know which top-level domains share a server, an address or a network. Their operators get a signed mail with what they need to act. It does not say who else is touched.',
  endTitle: 'It ends, and stays known',
  end: 'When all is well again, the incident is closed. Every step stays in a record that nobody can rewrite unseen. What everybody may know becomes an {advisory}.',
  advisory: 'advisory',
  whoTitle: 'Who sees what you wrote',
  who: 'The label you choose says who may read it. Nobody lowers a label without the word of whoever gave the report. Your name and mail address stay with the people at DNS-CERT.',
  label: 'Label',
  mayRead: 'Who may read it',
  timesTitle: 'How long it takes',
  times:
    'A responder looks at what is critical within 15 minutes and at what is high within one hour, day and night; at what is medium within 8 hours; at the rest on the next working day.',
  counts: 'The clock starts when you have confirmed the report.',
  keptTitle: 'What we keep',
  kept: 'A report that nobody confirms is kept for 30 days, then all of it is erased but its number and its SHA-256.',
  report: 'Report an incident',
} as const;
