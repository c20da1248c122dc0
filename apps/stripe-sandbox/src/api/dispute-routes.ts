import { evidenceNames } from '../objects/dispute.js';
import { mergedMetadata, metadata } from '../parameters/collections.js';
import { object } from '../parameters/parameter.js';
import { flag, text } from '../parameters/values.js';
import { answerDispute } from '../verbs/answer-dispute.js';
import { loseDispute } from '../verbs/decide-dispute.js';
import { found } from '../verbs/found.js';
import { listRoute } from './cursor-list.js';
import { route } from './route.js';

const kind = 'dispute';
const path = '/v1/disputes';
const evidence = object(Object.fromEntries(evidenceNames.map((name) => [name, text(20_000)])));

export const disputeRoutes = [
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'POST', path: `${path}/:id`, parameters: { evidence, metadata: metadata(), submit: flag() },
    run(call, given, id) {
      const dispute = found(call, kind, id);
      dispute.metadata = mergedMetadata(dispute.metadata, given.metadata);
      // Evidence that is sent without the word `submit` goes to the bank at once.
      return answerDispute(call, dispute, given.evidence ?? {}, given.submit ?? given.evidence !== undefined);
    },
  }),
  route({ method: 'POST', path: `${path}/:id/close`, parameters: {}, run: (call, _given, id) => loseDispute(call, found(call, kind, id)) }),
  listRoute({
    kind, path, filters: { charge: text(), payment_intent: text() },
    where: (given) => ({ charge: given.charge, payment_intent: given.payment_intent }),
  }),
];
