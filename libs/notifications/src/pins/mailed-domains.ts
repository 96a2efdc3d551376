/** SQL: the domains to which we write unasked, of contacts, of members of our lists, and of outside lists. */
export const MAILED_DOMAINS = `
  SELECT DISTINCT lower(split_part(email, '@', 2)) AS domain FROM (
    SELECT email FROM contacts WHERE removed_at IS NULL
    UNION ALL
    SELECT s.email FROM list_subscriptions s JOIN mailing_lists l ON l.id = s.list_id
     WHERE s.state IN ('active', 'paused') AND l.state = 'active'
    UNION ALL
    SELECT address FROM mailing_lists WHERE kind = 'outside' AND state = 'active'
  ) AS mailed WHERE email LIKE '%@%'`;
