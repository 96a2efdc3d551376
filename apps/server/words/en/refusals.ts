/** What the pages say of a fault, by its code. */
export const refusals = {
  'subscription.link_invalid':
    'This link is not known, or it is too old. A subscription can be confirmed for 7 days; after that, please ask for it again.',
  'list.not_found': 'There is no list here that anybody can subscribe to.',
  'drill.link_unknown': 'This link is not known. Copy it whole from the mail.',
  'drill.over': 'This drill is over; thank you all the same.',
  'acknowledgement.link_unknown':
    'This link is not known. Copy it whole from the mail, or reply to the mail.',
  'public_report.link_unknown':
    'This link is not known, or it is too old. A link can be confirmed for 24 hours; after that, please send the report again.',
  'contact_change.link_invalid':
    'This link is not open: it was used, has ended, or the change is done with. Nothing was changed by it.',
  'contact_change.held':
    'Changes of contacts of this operator are held at the moment. Nothing is lost: you will get a new link. Questions: call DNS-CERT.',
  'access.link_invalid':
    'This link was used already, was withdrawn, or is too old. Ask for a new one where you got it.',
  'access.too_many_tries': 'Too many tries from your network. Nothing was done. Try again in {wait}.',
  'access.too_many_requests':
    'Too many requests come from your network. Nothing was done. Try again in {wait}.',
  'access.wrong_password': 'Address or password is wrong.',
  'access.wrong_code':
    'This code is wrong, too old, or was used already. Wait for the next one, or give a recovery code.',
  'access.passkey_refused':
    'This passkey was not accepted: it is not known here, was made for another address, or took too long. Try again, or sign in another way.',
  'access.no_provider': 'No OpenID provider is set up here.',
  'access.provider_away': 'The OpenID provider does not answer just now. Try again, or sign in another way.',
  'access.provider_refused':
    'The OpenID provider did not vouch for you, or its answer does not hold. Begin again.',
  'access.trip_unknown':
    'This sign-in was begun in another browser, took longer than 10 minutes, or was finished already. Begin again.',
  'access.identity_unknown':
    'No account here is linked to who you are there. Sign in another way first, then link it on your account page.',
  'access.identity_taken': 'Who you are there is linked to an account already. Nothing was changed.',
  'public.busy':
    'Many reports come in at this moment; yours was not stored. Send it again in {wait}, or write a mail to {mail}: that always works.',
  'public.too_many':
    'Too many reports come in by this form just now. This one was not stored. Send it again in {wait}, or write a mail to {mail}: that always works.',
  'public.too_many_from_here':
    'Your network has sent five reports within the hour. This one was not stored. Send it again in {wait}, or write a mail to {mail}.',
  'public.too_many_to_address':
    'This mail address has been given for three reports within a day. This one was not stored. Give another address, or write a mail to {mail}.',
  'idempotency.other_request':
    'This form was sent before with other words. Those are stored; to send these as a report of its own, press the button again.',
  'idempotency.running': 'The form was sent a moment ago and is being stored. Wait a moment.',
  'idempotency.bad_key': 'The form was changed on its way. Press the button again.',
  'request.no_such_resource': 'There is nothing at this address. Perhaps a letter of it is missing.',
  'request.method_not_allowed': 'Nothing can be sent to this address. Go back and begin there.',
  'request.refused': 'The request could not be read. Nothing was stored. Go back and send it again.',
  'service.database_away':
    'The database does not answer just now. Nothing of this request was stored. Wait a few seconds, then send it again.',
  'service.fault':
    'This is our fault, and it was written down. Nothing was stored. Tell us the number below if it happens again.',
  'advisory.not_found': 'There is no advisory with this number.',
  'wait.seconds': '{count} seconds',
  'wait.minutes': '{count} minutes',
} as const;
