import { ApiProperty } from '@nestjs/swagger';
import { buyerFileStates, entitlementStates, milestoneStates, noteKinds, refusalReasons, type BuyerFileState, type CommissionFileView, type CommissionPlanView, type CommissionView, type EntitlementState, type MilestoneState, type MilestoneView, type NoteKind, type RefusalReason } from '@silkport/delivery';
import { translation, type Locale, type Translated } from '@silkport/values';
import { TranslatedAnswer } from '../translated.dto.js';

export class CommissionFileAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'draft.pdf' }) fileName: string;
  @ApiProperty({ example: 'application/pdf' }) contentType: string;
  @ApiProperty({ type: 'integer' }) sizeBytes: number;
  @ApiProperty({ enum: buyerFileStates, description: 'A buyer’s file can be had once it is `ready`.', example: 'ready' }) state: BuyerFileState;
  @ApiProperty({ enum: refusalReasons, nullable: true, description: 'Why it was refused.' }) reason: RefusalReason | null;
  @ApiProperty({ type: String, nullable: true, description: 'What was found.' }) detail: string | null;
  @ApiProperty({ type: String, nullable: true, pattern: '^[0-9a-f]{64}$', description: 'Null until it is checked.' }) sha256: string | null;
}

export class MilestoneNoteAnswer {
  @ApiProperty({ enum: noteKinds }) kind: NoteKind;
  @ApiProperty({ enum: ['buyer', 'merchant', 'admin', 'time'] }) author: string;
  @ApiProperty() words: string;
  @ApiProperty({ format: 'date-time' }) notedAt: string;
  @ApiProperty({ type: [CommissionFileAnswer] }) files: CommissionFileAnswer[];
}

export class MilestoneAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'Sketch' }) name: string;
  @ApiProperty({ type: 'integer', description: 'Of ten thousand.', example: 2500 }) shareBasisPoints: number;
  @ApiProperty({ enum: milestoneStates, example: 'open' }) state: MilestoneState;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null until the brief is given.' }) dueAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it counts as accepted where nothing is said.' }) acceptBy: string | null;
  @ApiProperty({ type: 'integer', description: 'How often changes may still be asked for.' }) roundsLeft: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'What was handed over last: an acceptance names it.' }) handOverId: string | null;
  @ApiProperty({ type: [MilestoneNoteAnswer], description: 'Oldest first.' }) notes: MilestoneNoteAnswer[];
}

export class BriefQuestionAnswer {
  @ApiProperty({ example: 'size' }) id: string;
  @ApiProperty({ example: 'How large is it to be?' }) label: string;
  @ApiProperty() isRequired: boolean;
}

export class CommissionAnswer {
  @ApiProperty({ format: 'uuid' }) entitlementId: string;
  @ApiProperty({ enum: entitlementStates, example: 'active' }) state: EntitlementState;
  @ApiProperty({ type: [BriefQuestionAnswer] }) questions: BriefQuestionAnswer[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, nullable: true, description: 'By the questions’ ids; null until the brief is given.' }) answers: Readonly<Record<string, string>> | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) briefGivenAt: string | null;
  @ApiProperty({ format: 'date-time', description: 'Without a brief by then the work is cancelled and paid back.' }) briefBy: string;
  @ApiProperty({ type: [CommissionFileAnswer], description: 'What the buyer sent with the brief.' }) briefFiles: CommissionFileAnswer[];
  @ApiProperty({ type: [CommissionFileAnswer], description: 'Sent by the buyer and given with nothing yet; none for anybody else. They are removed after a day.' }) waitingFiles: CommissionFileAnswer[];
  @ApiProperty({ type: 'integer' }) acceptDays: number;
  @ApiProperty({ type: [MilestoneAnswer] }) milestones: MilestoneAnswer[];
}

export class CommissionFilesAnswer {
  @ApiProperty({ type: [CommissionFileAnswer] }) items: CommissionFileAnswer[];
}

export class CommissionsAnswer {
  @ApiProperty({ type: [CommissionAnswer] }) items: CommissionAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class PlannedQuestionAnswer {
  @ApiProperty({ example: 'size' }) id: string;
  @ApiProperty({ type: TranslatedAnswer }) label: Translated;
  @ApiProperty() isRequired: boolean;
}

export class PlannedMilestoneAnswer {
  @ApiProperty({ type: TranslatedAnswer }) name: Translated;
  @ApiProperty({ type: 'integer' }) shareBasisPoints: number;
  @ApiProperty({ type: 'integer' }) dueDays: number;
}

export class CommissionPlanAnswer {
  @ApiProperty({ type: [PlannedQuestionAnswer] }) questions: readonly PlannedQuestionAnswer[];
  @ApiProperty({ type: [PlannedMilestoneAnswer] }) milestones: readonly PlannedMilestoneAnswer[];
  @ApiProperty({ type: 'integer' }) acceptDays: number;
  @ApiProperty({ type: 'integer' }) changeRounds: number;
}

export function commissionPlanAnswer({ questions, milestones, acceptDays, changeRounds }: CommissionPlanView): CommissionPlanAnswer {
  return { questions, milestones, acceptDays, changeRounds };
}

/** @param waiting what its buyer has sent and not given */
export function commissionAnswer({ entitlementId, state, questions, answers, briefGivenAt, briefBy, briefFiles, acceptDays, milestones }: CommissionView, reader: Locale, waiting: readonly CommissionFileView[] = []): CommissionAnswer {
  return {
    entitlementId, state, questions: questions.map(({ id, label, isRequired }) => ({ id, label: translation(label, reader).text, isRequired })), answers, briefGivenAt: briefGivenAt?.toISOString() ?? null, briefBy: briefBy.toISOString(), acceptDays,
    briefFiles: [...briefFiles], waitingFiles: [...waiting],
    milestones: milestones.map((milestone) => milestoneAnswer(milestone, reader)),
  };
}

function milestoneAnswer({ id, name, shareBasisPoints, state, dueAt, acceptBy, roundsLeft, handOverId, notes }: MilestoneView, reader: Locale): MilestoneAnswer {
  return {
    id, name: translation(name, reader).text, shareBasisPoints, state, dueAt: dueAt?.toISOString() ?? null, acceptBy: acceptBy?.toISOString() ?? null, roundsLeft, handOverId,
    notes: notes.map(({ kind, author, words, notedAt, files }) => ({ kind, author, words, notedAt: notedAt.toISOString(), files: files.map((file) => ({ ...file })) })),
  };
}
