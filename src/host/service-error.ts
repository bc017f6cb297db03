/** A refusal by a Google service: reaches the add-on as an Exception with this message (PLATFORM fact 59). */
export class ServiceError extends Error {
	override readonly name = "Exception";
}

/** The run is over and no catch in the add-on can save it (fact 20): every later service call fails as well. */
export class ExecutionEnded extends Error {
	override readonly name = "ExecutionEnded";
}
