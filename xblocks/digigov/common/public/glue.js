/* The entry point that an XBlock fragment needs: a plain function of three arguments that imports the slice's module. */
(function (scope) {
  "use strict";
  scope.DigigovGlue = scope.DigigovGlue || function (runtime, element, args) {
    const root = element.jquery ? element[0] : element; // Studio hands over jQuery objects
    const settings = JSON.parse(args.json);
    const { post, bytes } = scope.DigigovRequest;
    const call = (handler, body, signal) => post(runtime.handlerUrl(element, handler), body, signal);
    import(new URL(settings.module, scope.document.baseURI).href)
      .then((slice) => slice.default({ element: root, call, bytes, runtime, t: settings.t, data: settings.data }))
      .catch((error) => scope.console.error("digigov:", error));
  };
})(globalThis);
