/** What a person sees or is asked: menus, dialogs, questions, toasts (PLATFORM facts 106, 109, 122, 123). */
import type { Answer, DialogSpec, Menu, Question } from "./contract";
import type { Call, Json } from "./service-world";
import { json } from "./service-world";

export const uiOperations = {
	"ui.addMenu": ({ world }: Call, menu: Json<Menu>): void => {
		const added = JSON.parse(menu) as Menu;
		const same = world.menus.findIndex((each) => each.caption === added.caption);
		if (same < 0) world.menus.push(added);
		else world.menus[same] = added;
		world.emit({ type: "menus", menus: [...world.menus] });
	},
	"ui.removeMenu": ({ world }: Call, caption: string): void => {
		const at = world.menus.findIndex((each) => each.caption === caption);
		if (at >= 0) world.menus.splice(at, 1);
		world.emit({ type: "menus", menus: [...world.menus] });
	},
	"ui.ask": ({ world, execution }: Call, question: Json<Question>): Json<Answer> => {
		const asked = JSON.parse(question) as Question;
		world.questions.push(asked);
		// The run is suspended while the box is open, and its locks are gone (fact 109).
		world.locks.releaseAll(execution.id);
		return json(world.answer(asked));
	},
	"ui.show": ({ world }: Call, dialog: Json<DialogSpec>): void => {
		const shown = JSON.parse(dialog) as DialogSpec;
		world.dialogs.push(shown);
		world.emit({ type: "dialog", dialog: shown });
	},
	"ui.toast": ({ world }: Call, message: string, title: string, seconds: number): void => {
		world.toasts.push(message);
		world.emit({ type: "toast", message, title, seconds });
	},
};
