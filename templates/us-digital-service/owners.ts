import { type Given, on, type Step, type Tools } from '../../plan/kit/index.ts';
import { facilities, it, people } from '../offers/index.ts';
import type { buddy, newHire } from './lists.ts';
import type { Starter } from './starter.ts';

/** How an item becomes a task: whose offer it is and what is handed on. */
export type Owner = (task: Task, person: Given<Starter>, entry: Wiring) => Step;
export type Task = Tools<'hr' | 'it' | 'facilities'>['task'];
type Wiring = Omit<Parameters<Task>[1], 'with'>;

/** Done by the new hire, who is not there before the first day: learning, signing in, filling in. */
const starter: Owner = (task, { person, startDate }, entry) =>
  task(people.ownStep, { ...entry, notBefore: on(startDate), with: { person }, by: person });
/** Done by the buddy: showing round and being there. */
const companion: Owner = (task, { person, buddy }, entry) =>
  task(people.buddyStep, { ...entry, with: { person }, by: buddy });
/** Done by HR: what only the employer can do or attest. */
const orientation: Owner = (task, { person }, entry) => task(people.holdOrientation, { ...entry, with: { person } });
const oath: Owner = (task, { person }, entry) => task(people.administerOath, { ...entry, with: { person } });
const records: Owner = (task, { person }, entry) => task(people.confirmRecords, { ...entry, with: { person } });
/** Done by IT: equipment it hands over, systems only it can open. */
const laptop: Owner = (task, { person }, entry) => task(it.handOver, { ...entry, with: { person, item: 'laptop' } });
const phone: Owner = (task, { person }, entry) => task(it.handOver, { ...entry, with: { person, item: 'phone' } });
const vpn: Owner = (task, { person }, entry) => task(it.openSystem, { ...entry, with: { person, system: 'vpn' } });
const board: Owner = (task, { person }, entry) => task(it.openSystem, { ...entry, with: { person, system: 'board' } });
/** Done by Facilities: it keeps the badges. */
const badge: Owner = (task, { person }, entry) => task(facilities.handOverBadge, { ...entry, with: { person } });

type ItemsOf<List extends { readonly items: object }> = Exclude<keyof List['items'], 'dayZero'>;

/** Why each is whose: docs/us-digital-service.md. */
export const newHireOwners: { readonly [Item in ItemsOf<typeof newHire>]: Owner } = {
  gsaOrientation: orientation,
  oathOfOffice: oath,
  receiveLaptop: laptop,
  receiveBadge: badge,
  receivePhone: phone,
  logOnMac: starter,
  connectToNetwork: starter,
  changeENT: starter,
  setUpEmail: starter,
  setUp2FA: starter,
  setUpSlack: starter,
  setUpGitHub: starter,
  startOrientationClasses: starter,
  secureLaptop: starter,
  checkCalendars: starter,
  checkEmail: starter,
  checkTTSEmail: starter,
  readOfficeGuide: starter,
  attendAllHands: starter,
  transitSubsidy: starter,
  avatarSelection: starter,
  setupPhone2FA: starter,
  pickUpBadge: badge,
  setUpVPN: vpn,
  setUpPrinter: starter,
  emergencyContact: starter,
  listservsSignUp: starter,
  meetDirector: starter,
  fillOutForm: starter,
  virtualTea: starter,
  readOrgChart: starter,
  confirmCHRIS: records,
  signIntoEmployeeExpress: starter,
  confirmOLU: starter,
  confirmBenefits: records,
  completeOLU: starter,
  fillOutIDP: starter,
  addToTrello: board,
  travelTraining: starter,
  travelCard: starter,
  onboardingsurvey: starter,
};

export const buddyOwners: { readonly [Item in ItemsOf<typeof buddy>]: Owner } = {
  readHandbook: companion,
  findEmail: companion,
  introduceYourself: companion,
  showUp: companion,
  greetThem: companion,
  allHands: companion,
  addToLists: companion,
  officeTour: companion,
  licenses: companion,
};
