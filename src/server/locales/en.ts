export const en = {
  mail: {
    hello: 'Hello {{name}},',
    copy: 'If the button does not work, copy this address into your browser:',
    invitation: {
      subject: '{{inviter}} invites you to {{partnership}}',
      body: '{{inviter}} ({{party}}) is setting up a shared place for the partnership “{{partnership}}” and has named you as {{role}} for {{myParty}}. Both sides see the same there, at the same time. {{myParty}} is in from the moment its own person accepts.',
      action: 'See the invitation',
      expires: 'The link is for you alone and works until {{date}}.',
    },
    round: {
      subject: 'How well do we work together? {{partnership}}',
      body: '{{partnership}} asks how well you all work together: {{items}} items, about three minutes, no account needed.',
      promise:
        'Your answers are confidential: they are stored apart from this invitation, without your name, address or time. Nobody sees results before closing; then all parties see averages of {{k}} people or more in the same second.',
      action: 'Answer now',
      open: 'Open until {{date}}. Taking part is your choice.',
    },
    results: {
      subject: 'Results are open: {{partnership}}',
      body_one: 'Round {{number}} of {{partnership}} has closed. One item needs a conversation.',
      body_other: 'Round {{number}} of {{partnership}} has closed. {{count}} items need a conversation.',
      same: 'All parties see the same results from this moment on.',
      action: 'See the results',
    },
    action: {
      soon: {
        subject: 'Due on {{date}}: {{action}}',
        body: 'You agreed to this in {{partnership}}: “{{action}}”. It is due on {{date}}.',
      },
      late: {
        subject: 'The day has passed: {{action}}',
        body: 'You agreed to this in {{partnership}}: “{{action}}”. It was due on {{date}} and is still open.',
      },
      change:
        'If it is done, say so there. If the day cannot be kept, choose another one: both parties see it, and that is better than silence.',
      open: 'Open my actions',
    },
    roles: {
      sponsor: 'sponsor',
      lead: 'partnership lead',
      member: 'member',
      facilitator: 'facilitator',
      observer: 'observer',
    },
  },
};
