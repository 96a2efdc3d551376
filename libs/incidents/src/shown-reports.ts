/**
 * The state of an operator's report as it is shown to that operator, in SQL, of a report `r` and its operator's row `a` in
 * its incident: `joined` where the operator knew of the incident before. That somebody else had reported it is not told.
 */
export const SHOWN_STATE = `CASE WHEN r.state NOT IN ('triaged', 'joined') THEN r.state
  WHEN a.known_since < r.triaged_at OR EXISTS (
    SELECT 1 FROM reports e JOIN affected_operators ea ON ea.incident_id = e.incident_id AND ea.operator_id = e.operator_id
     WHERE e.operator_id = r.operator_id AND COALESCE(ea.known_as_id, ea.incident_id) = COALESCE(a.known_as_id, a.incident_id)
       AND (e.received_at, e.id) < (r.received_at, r.id)) THEN 'joined'
  ELSE 'triaged' END`;
