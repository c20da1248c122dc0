import { CourseController } from './course.controller.js';
import { MerchantCourseController } from './merchant-course.controller.js';
import { OpenCourseController } from './open-course.controller.js';

export const courseControllers = [CourseController, MerchantCourseController, OpenCourseController];
