"""How the workbook opens JupyterLab: without news, update checks or any other call to the network."""

from pathlib import Path

c = get_config()  # noqa: F821
# overrides.json beside this file answers the question for news with no
c.LabApp.app_settings_dir = str(Path(__file__).resolve().parent)
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
# an uploaded file is one message: 500 MB, as analysis/files/limits.py allows, and room for its envelope
c.ServerApp.tornado_settings = {"websocket_max_message_size": 550_000_000}
# containers run as root; the server still asks for its token
c.ServerApp.allow_root = True
