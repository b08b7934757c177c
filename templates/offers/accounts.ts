import { account } from '../../plan/kit/index.ts';

export const itAccount = account('it');
export const facilitiesAccount = account('facilities');
/** Human resources owns the processes about people and takes the work of IT and Facilities. */
export const hr = account('hr').trusting(itAccount, facilitiesAccount);
