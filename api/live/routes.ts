import { HttpProblem } from '../problem.ts';
import { route } from '../route.ts';
import { Stream } from './stream.ts';

export const live = [
  route({
    method: 'GET',
    path: '/v1/live',
    summary: 'What changes, as it changes',
    description: `Server-sent events over all your accounts. \`changed\`: \`{ kind, id, action, process, account }\` says which
process, task, approval, trust or agreement is another now and in which account you see it; read it to know more. After a break the
browser goes on from \`Last-Event-ID\`; \`reset\` says that it must read everything anew: too long ago, or a trust by which you saw
something ends, rests or goes on. An event may come twice.`,
    policy: 'signed-in',
    content: 'text/event-stream',
    handler: async ({ caller, parts, http }) => {
      const open = parts.streams.get(caller.personId) ?? 0;
      if (open >= mostPerPerson) {
        throw new HttpProblem('too-many', `You have ${open} streams open: close some.`, {
          headers: { 'Retry-After': '10' },
        });
      }
      count(parts.streams, caller.personId, 1);
      const stream = await Stream.open(http, parts, caller);
      const leave = await parts.wire.join(stream);
      stream.closed(() => {
        leave();
        count(parts.streams, caller.personId, -1);
      });
      await stream.resume();
      return undefined;
    },
  }),
];

/** Browser tabs of one person. */
const mostPerPerson = 20;

function count(streams: Map<string, number>, personId: string, by: 1 | -1): void {
  const now = (streams.get(personId) ?? 0) + by;
  if (now > 0) streams.set(personId, now);
  else streams.delete(personId);
}
