import { CourseController } from './course.controller.js';
import { LessonFiles } from './lesson-files.js';
import { OpenCourseController } from './open-course.controller.js';

export const courseControllers = [CourseController, OpenCourseController];
export const courseProviders = [LessonFiles];
