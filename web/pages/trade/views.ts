/** Views of a record's page, as its address names them. */
export const trustViews = ['granted', 'offerings', 'roles', 'sight', 'end'] as const;
export const sightParts = ['tasks', 'people', 'account'] as const;
export const serviceViews = ['offerings', 'instances', 'service'] as const;
export const agreementViews = ['report', 'promise', 'coverage', 'change'] as const;
