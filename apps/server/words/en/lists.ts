/** The pages on which somebody without an account joins or leaves a mailing list. */
export const lists = {
  joinTitle: 'Subscribe to {name}',
  joinAsk: 'Give your mail address. We mail you a link, and you confirm there that it was you.',
  email: 'Mail address',
  join: 'Subscribe',
  posted: 'What was posted',
  askedTitle: 'Look into your mailbox',
  asked:
    'If this address can be subscribed, a mail with a link is on its way to it. The link works for 7 days.',
  confirmTitle: 'Subscribe to {name}?',
  confirmAsk: 'Did you ask to get what DNS-CERT posts to this list? Then press the button below.',
  confirm: 'Yes, subscribe this address',
  notYou: 'If it was not you, close this page. Nothing will happen.',
  confirmedTitle: 'You are subscribed to {name}',
  confirmed: 'What is posted comes to {email} from now on. Each mail has a link to leave.',
  leaveTitle: 'Leave {name}?',
  leaveAsk: 'Nothing more of this list will come to {email}.',
  leave: 'Leave this list',
  leftTitle: 'You have left {name}',
  left: 'Nothing more of this list comes to {email}. What is on its way already may still arrive.',
} as const;
