import { listRoute } from '../../api/cursor-list.js';
import { route } from '../../api/route.js';
import { required } from '../../parameters/parameter.js';
import { integer, text } from '../../parameters/values.js';
import { found } from '../../verbs/found.js';
import { recordEvent } from '../../webhooks/record-event.js';
import { advanceTestClock } from '../clocks/advance-test-clock.js';
import { deleteTestClock } from '../clocks/delete-test-clock.js';
import { newTestClock } from '../objects/test-clock.js';

const kind = 'test_helpers.test_clock';
const path = '/v1/test_helpers/test_clocks';

export const testClockRoutes = [
  route({
    method: 'POST', path, parameters: { frozen_time: required(integer(1)), name: text(300) },
    run(call, given) {
      const clock = newTestClock(call.clock.nowSeconds(), given.frozen_time, given.name ?? null);
      call.resources.insert(kind, clock, { dueAt: clock.deletes_after });
      recordEvent(call, 'test_helpers.test_clock.created', clock);
      return clock;
    },
  }),
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'POST', path: `${path}/:id/advance`, parameters: { frozen_time: required(integer(1)) },
    run: (call, given, id) => advanceTestClock(call, found(call, kind, id), given.frozen_time),
  }),
  route({
    method: 'DELETE', path: `${path}/:id`, parameters: {},
    run(call, _given, id) {
      deleteTestClock(call, found(call, kind, id));
      return { id, object: kind, deleted: true };
    },
  }),
  listRoute({ kind, path, filters: {} }),
];
