/** What stands between two accounts. */
export const tradeTrusts = {
  trusts: 'Trusts',
  trust: {
    you: 'You',
    they: 'They',
    them: { trusting: 'the other account', trusted: 'The other account' },
    work: 'offers',
    direction: {
      trusting: 'You receive from {{name}}: its teams do tasks of your processes.',
      trusted: '{{name}} receives from you: your teams do tasks of its processes.',
    },
    state: {
      toAnswer: 'Waits for your answer',
      asked: 'Waits for their answer',
      accepted: 'Stands',
      suspended: 'Suspended',
      ending: 'About to end',
      givingBack: 'Ended, giving back',
      revoked: 'Ended',
      rejected: 'Rejected',
      canceled: 'Called off',
      expired: 'Expired',
    },
    since: 'since {{date}}',
    on: 'on {{date}}',
    until: { answer: 'until {{date}}', end: 'ends {{date}}' },
    list: {
      toAnswer: 'Invitations to answer',
      standing: 'Trusts that stand',
      asked: 'Invitations you have sent',
      over: 'Over',
      showOver_one: 'Show one that is over',
      showOver_other: 'Show {{count}} that are over',
      hideOver: 'Hide those that are over',
    },
    empty: {
      title: 'You work with nobody yet',
      text: 'A trust lets another account do tasks of your processes, or yours do theirs. Invite one by its handle; each side then says what it allows the other. Nothing is shown or shared before.',
    },
    act: {
      accept: 'Accept',
      acceptOf: 'Accept the invitation of {{name}}',
      reject: 'Reject',
      rejectOf: 'Reject the invitation of {{name}}',
      cancel: 'Call off the invitation',
      suspend: 'Suspend',
      resume: 'Resume',
    },
    done: {
      acceptance: 'The trust with {{name}} stands. Nothing is granted in it yet.',
      rejection: 'The invitation of {{name}} was rejected.',
      cancellation: 'The invitation was called off.',
      suspension: 'The trust with {{name}} is suspended.',
      resumption: 'The trust with {{name}} goes on, as far as you are concerned.',
    },
    invite: {
      open: 'Invite an account',
      title: 'Invite another account',
      handle: 'Its handle',
      handleHelp: 'Exactly as the other account told you.',
      as: 'Which way it goes',
      message: 'Message',
      messageHelp: 'What its administrators read beside the invitation.',
      expires: 'Last day to answer',
      expiresHelp: 'At most ninety days from now.',
      secret:
        'Whether an account has this handle is told to nobody. Your invitation is listed either way until it is answered or expires.',
      send: 'Send the invitation',
      done: 'The invitation to {{handle}} is on its way, if there is such an account.',
    },
    pendingNote:
      'Accepting grants nothing by itself: {{name}} and you say afterwards, one by one, what each allows the other.',
    story: {
      invitedByUs: 'You invited them',
      invitedByThem: '{{name}} invited you',
      message: 'Message',
      expires: 'To be answered by',
      accepted: 'Accepted',
      rejected: 'Rejected',
      canceled: 'Called off',
      expired: 'Expired',
      ended: 'Ended',
      handle: 'Handle',
    },
    suspended: {
      us: 'You have suspended this trust.',
      them: '{{name}} has suspended this trust; only it can resume it.',
      both: 'Both sides have suspended this trust; it goes on once both resume it.',
      means: {
        trusting:
          '{{name}} sees only what it had finished. Tasks whose turn comes wait where they are; clocks go on. Nothing goes back.',
        trusted:
          'You see only what you had finished for {{name}}. Nothing new is assigned to you; clocks go on. Nothing goes back.',
      },
    },
    suspend: {
      title: 'Suspend the trust with {{name}}?',
      open: {
        trusting_one: 'One open task that {{name}} holds is hidden from it at once. It stays where it is.',
        trusting_other:
          '{{count}} open tasks that {{name}} holds are hidden from it at once. They stay where they are.',
        trusted_one: 'One open task of {{name}} is hidden from your people at once. It stays where it is.',
        trusted_other:
          '{{count}} open tasks of {{name}} are hidden from your people at once. They stay where they are.',
      },
      back: 'Nothing new is assigned, clocks go on, and lent roles open nothing. Once you resume, everything is shown again and what waited goes on by itself.',
    },
    ending: {
      until: 'This trust ends on {{until}}. What was begun may be finished until then; nothing new is assigned.',
      nothing: 'Nothing was open when this trust ended.',
      progress: 'How much has been given back',
      going: {
        finish: '{{returned}} of {{count}} open tasks have been given back.',
        hand_back: '{{returned}} of {{count}} open tasks have been given back.',
        cancel: '{{returned}} of {{count}} open tasks have been given up.',
      },
      done: {
        finish: 'All that was still open is given back ({{count}}).',
        hand_back: 'All that was open is given back ({{count}}).',
        cancel: 'All that was open is given up ({{count}}).',
      },
    },
    view: {
      granted: 'What is granted',
      offerings: 'Offerings and teams',
      roles: 'Lent roles',
      sight: 'View as the other side',
      end: 'End the trust',
    },
  },
} as const;
