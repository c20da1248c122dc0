import { wholeBasisPoints, type CommissionPlanView } from './commission-plan.js';

/**
 * By which work is made whose merchant has planned nothing: whole, against the buyer's own words, and paid for when the buyer accepts it
 * or says nothing for two weeks. The merchant's word alone that it is done moves no money.
 */
export const defaultPlan: CommissionPlanView = {
  questions: [{ id: 'wishes', label: { en: 'What is to be made?', 'zh-CN': '您想定制什么？', ru: 'Что нужно сделать?', ar: 'ما المطلوب إنجازه؟' }, isRequired: false }],
  milestones: [{ name: { en: 'The whole work', 'zh-CN': '全部工作', ru: 'Вся работа', ar: 'العمل كاملًا' }, shareBasisPoints: wholeBasisPoints, dueDays: 30 }],
  acceptDays: 14, changeRounds: 2,
};
