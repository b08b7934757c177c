import type { tradeTrusts as en } from '../en/trade-trusts.ts';
import type { Translated } from '../index.ts';

export const tradeTrusts: Translated<typeof en> = {
  trusts: 'Vertrouwensrelaties',
  trust: {
    you: 'U',
    they: 'Zij',
    them: { trusting: 'het andere account', trusted: 'Het andere account' },
    work: 'biedt',
    direction: {
      trusting: 'U ontvangt van {{name}}: zijn teams doen taken van uw processen.',
      trusted: '{{name}} ontvangt van u: uw teams doen taken van zijn processen.',
    },
    state: {
      toAnswer: 'Wacht op uw antwoord',
      asked: 'Wacht op hun antwoord',
      accepted: 'Staat',
      suspended: 'Opgeschort',
      ending: 'Loopt af',
      givingBack: 'Beëindigd, geeft terug',
      revoked: 'Beëindigd',
      rejected: 'Afgewezen',
      canceled: 'Ingetrokken',
      expired: 'Verlopen',
    },
    since: 'sinds {{date}}',
    on: 'op {{date}}',
    until: { answer: 'tot {{date}}', end: 'eindigt {{date}}' },
    list: {
      toAnswer: 'Uitnodigingen om te beantwoorden',
      standing: 'Relaties die staan',
      asked: 'Uitnodigingen die u hebt verstuurd',
      over: 'Voorbij',
      showOver_one: 'Toon één die voorbij is',
      showOver_other: 'Toon {{count}} die voorbij zijn',
      hideOver: 'Verberg wat voorbij is',
    },
    empty: {
      title: 'U werkt nog met niemand samen',
      text: 'In een vertrouwensrelatie doet een ander account taken van uw processen, of het uwe die van hen. Nodig er een uit met zijn handle; daarna zegt elke kant wat die de andere toestaat. Voor die tijd wordt niets getoond of gedeeld.',
    },
    act: {
      accept: 'Accepteren',
      acceptOf: 'De uitnodiging van {{name}} accepteren',
      reject: 'Afwijzen',
      rejectOf: 'De uitnodiging van {{name}} afwijzen',
      cancel: 'Uitnodiging intrekken',
      suspend: 'Opschorten',
      resume: 'Hervatten',
    },
    done: {
      acceptance: 'De relatie met {{name}} staat. Er is nog niets toegestaan.',
      rejection: 'De uitnodiging van {{name}} is afgewezen.',
      cancellation: 'De uitnodiging is ingetrokken.',
      suspension: 'De relatie met {{name}} is opgeschort.',
      resumption: 'Wat u betreft gaat de relatie met {{name}} verder.',
    },
    invite: {
      open: 'Account uitnodigen',
      title: 'Een ander account uitnodigen',
      handle: 'De handle ervan',
      handleHelp: 'Precies zoals het andere account die heeft opgegeven.',
      as: 'Welke kant het op gaat',
      message: 'Bericht',
      messageHelp: 'Dit lezen de beheerders bij de uitnodiging.',
      expires: 'Laatste dag om te antwoorden',
      expiresHelp: 'Uiterlijk over negentig dagen.',
      secret:
        'Of een account deze handle heeft, krijgt niemand te horen. Uw uitnodiging staat hoe dan ook in de lijst tot ze beantwoord of verlopen is.',
      send: 'Uitnodiging versturen',
      done: 'De uitnodiging aan {{handle}} is onderweg, als zo’n account bestaat.',
    },
    pendingNote:
      'Accepteren staat op zich niets toe: {{name}} en u zeggen daarna stuk voor stuk wat u elkaar toestaat.',
    story: {
      invitedByUs: 'U hebt uitgenodigd',
      invitedByThem: '{{name}} heeft u uitgenodigd',
      message: 'Bericht',
      expires: 'Te beantwoorden voor',
      accepted: 'Geaccepteerd',
      rejected: 'Afgewezen',
      canceled: 'Ingetrokken',
      expired: 'Verlopen',
      ended: 'Beëindigd',
      handle: 'Handle',
    },
    suspended: {
      us: 'U hebt deze relatie opgeschort.',
      them: '{{name}} heeft deze relatie opgeschort; alleen {{name}} kan haar hervatten.',
      both: 'Beide kanten hebben deze relatie opgeschort; ze gaat verder zodra beide haar hervatten.',
      means: {
        trusting:
          '{{name}} ziet alleen wat het al had afgerond. Taken die aan de beurt komen wachten waar ze zijn; klokken lopen door. Er gaat niets terug.',
        trusted:
          'U ziet alleen wat u voor {{name}} al had afgerond. U krijgt niets nieuws toegewezen; klokken lopen door. Er gaat niets terug.',
      },
    },
    suspend: {
      title: 'De relatie met {{name}} opschorten?',
      open: {
        trusting_one: 'Eén open taak die {{name}} heeft wordt meteen voor hen verborgen. Ze blijft waar ze is.',
        trusting_other:
          '{{count}} open taken die {{name}} heeft worden meteen voor hen verborgen. Ze blijven waar ze zijn.',
        trusted_one: 'Eén open taak van {{name}} wordt meteen voor uw mensen verborgen. Ze blijft waar ze is.',
        trusted_other:
          '{{count}} open taken van {{name}} worden meteen voor uw mensen verborgen. Ze blijven waar ze zijn.',
      },
      back: 'Er wordt niets nieuws toegewezen, klokken lopen door en geleende rollen openen niets. Zodra u hervat, is alles weer te zien en gaat wat wachtte vanzelf verder.',
    },
    ending: {
      until:
        'Deze relatie eindigt op {{until}}. Wat begonnen was mag tot dan worden afgemaakt; er wordt niets nieuws toegewezen.',
      nothing: 'Er stond niets open toen deze relatie eindigde.',
      progress: 'Hoeveel is teruggegeven',
      going: {
        finish: '{{returned}} van {{count}} open taken zijn teruggegeven.',
        hand_back: '{{returned}} van {{count}} open taken zijn teruggegeven.',
        cancel: '{{returned}} van {{count}} open taken zijn opgegeven.',
      },
      done: {
        finish: 'Alles wat nog openstond is teruggegeven ({{count}}).',
        hand_back: 'Alles wat openstond is teruggegeven ({{count}}).',
        cancel: 'Alles wat openstond is opgegeven ({{count}}).',
      },
    },
    view: {
      granted: 'Wat is toegestaan',
      offerings: 'Aanbod en teams',
      roles: 'Geleende rollen',
      sight: 'Bekijken als de andere kant',
      end: 'Relatie beëindigen',
    },
  },
};
