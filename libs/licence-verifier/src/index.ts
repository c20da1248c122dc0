export { verifyAnswer, type AnswerVerdict, type AskedQuestion, type SignedAnswer } from './verify-answer.js';
export { verifyLicenceFile, type Licence, type LicenceCheck, type LicenceMemory, type LicenceRefusal, type LicenceVerdict, type Remembered } from './verify-licence-file.js';
