import buddy from './buddy.json' with { type: 'json' };
import newHire from './new-hire.json' with { type: 'json' };

/** The checklists as their authors wrote them; NOTICE says whence they come. */
export { buddy, newHire };
