/** Of the heading of what is being made: who has begun a data set is led there. */
export const underWayId = 'data-sets-under-way';
