"""The widgets of the app, one a module, named as on screen."""
