import fc from 'fast-check';
import { stageOf, wayTo, type DisputeStage } from './dispute-stages.js';

const stages: readonly DisputeStage[] = ['opened', 'warning', 'warning_closed', 'under_review', 'won', 'lost'];

describe('the stages of a dispute', () => {
  it('name those that were skipped on the way', () => {
    expect(wayTo('new', 'won')).toEqual(['opened', 'won']);
    expect(wayTo('new', 'under_review')).toEqual(['opened', 'under_review']);
    expect(wayTo('warning', 'lost')).toEqual(['opened', 'lost']);
    expect(wayTo('new', 'warning_closed')).toEqual(['warning', 'warning_closed']);
  });

  it('never go back', () => {
    expect([wayTo('won', 'opened'), wayTo('lost', 'under_review'), wayTo('lost', 'won'), wayTo('under_review', 'opened'), wayTo('opened', 'warning')]).toEqual([[], [], [], [], []]);
  });

  it('are told once each and end in one result, whatever order the notifications come in', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...stages), { maxLength: 12 }), (heard) => {
      let at: 'new' | DisputeStage = 'new';
      const told: DisputeStage[] = [];
      for (const stage of heard) {
        const way = wayTo(at, stage);
        told.push(...way);
        at = way.at(-1) ?? at;
      }
      expect(new Set(told).size).toBe(told.length);
      expect(told.filter((stage) => stage === 'won' || stage === 'lost').length).toBeLessThanOrEqual(1);
      if (told.includes('won') || told.includes('lost')) expect(told).toContain('opened');
    }), { numRuns: 300 });
  });

  it('know each of Stripe\'s words, and nothing of others', () => {
    expect(['warning_needs_response', 'needs_response', 'under_review', 'won', 'lost', 'prevented', 'gone'].map(stageOf)).toEqual(['warning', 'opened', 'under_review', 'won', 'lost', 'warning_closed', undefined]);
  });
});
